import type { CategoryKey } from "./categories.ts";

/** How customers and thieves of a world behave, as far as that may drift. */
export type Behaviour = ReturnType<typeof behaviourOf>;

/** The usual behaviour, which the shipped model learned from, or the drifted one; whatever is not named here never drifts. */
export function behaviourOf(isDrifted = false) {
  const figure = (usual: number, drifted: number) => (isDrifted ? drifted : usual);
  return {
    honest: {
      /** Factor of every amount: prices rise, as in two or three years. */
      priceLevel: figure(1, 1.25),
      /** Share of visits at any hour of the day and night, since deliveries and games know no closing time. */
      anyHourShare: figure(0.06, 0.14),
      /** Share of customers who live by night, as couriers and those who work for other time zones do. */
      nightOwlShare: figure(0.06, 0.12),
      /** Factor of each category's online share: shops come to sell through applications. */
      online: figure(1, 1.5),
      /** Factor of the share of online payments that go abroad: foreign shops come to deliver. */
      foreign: figure(1, 1.3),
      /** Factors of how often a category is chosen: money moves from cash and counters to platforms. */
      demand: (isDrifted ? platformDemand : {}) as Partial<Record<CategoryKey, number>>,
      /** Factor of the days between journeys abroad: flights become cheaper. */
      journeyGap: figure(1, 0.7),
      /** Mean days until a customer at home has a new phone: instalments make them cheap. */
      daysBetweenDevices: figure(260, 150),
      /** Share of customers whose browser looks like a new device again and again, as it does where privacy is the default. */
      privateBrowserShare: figure(0.12, 0.22),
      /** Share of customers who use a network exit abroad: more sites are closed to home addresses. */
      exitUserShare: figure(0.06, 0.12),
    },
    cardTesting: {
      /** Share of slow campaigns, tries minutes apart, since counters by the minute catch the fast. */
      slowShare: figure(0.25, 0.6),
      /** Share of campaigns that try sums of up to nine dollars, since tiny ones are watched. */
      faintShare: figure(0.2, 0.45),
      /** Share of campaigns that rotate their addresses: home proxies are cheap. */
      rotatingShare: figure(0.3, 0.5),
      /** Share of tries that are declined: bought lists are fresher. */
      declinedShare: figure(0.62, 0.45),
    },
    accountTakeover: {
      /** Share of takeovers in the first seven hours of the day: by daytime they hide among the owners' payments. */
      nightShare: figure(0.5, 0.15),
      /** Share of thieves behind an address at home, for the same reason as those who test cards. */
      nearShare: figure(0.3, 0.5),
      /** Share of takeovers from a new device; the others run on the victim's own, by remote access. */
      newDeviceShare: figure(0.94, 0.85),
      /** Median of a payment before the victim's wealth counts: less is noticed later. */
      medianUsd: figure(150, 90),
    },
    merchantCompromise: {
      /** Share of rings that work from one device: emulators make a new one for each card. */
      sharedDeviceShare: figure(0.35, 0.15),
      /** Median of a payment before the victim's wealth counts, nearer to what owners spend themselves. */
      medianUsd: figure(75, 50),
      /** Days over which a leak is spent: patience blurs which merchant leaked. */
      days: figure(6, 12),
    },
    muleBurst: {
      /** Cards of a burst at most: fewer hops stay under the counters of cards. */
      mostCards: figure(15, 7),
      /** Longest pause between payments in minutes: slower stays under the counters of the hour. */
      longestPause: figure(9, 25),
      /** Share of bursts through recruited customers, whose accounts have a past. */
      recruitShare: figure(0.45, 0.65),
      /** Share of sums made round: scripts draw odd ones. */
      roundShare: figure(0.5, 0.2),
    },
    highAmount: {
      /** Least and median payment: what stays under the limits of large payments goes through. */
      leastUsd: figure(1500, 600),
      medianUsd: figure(8000, 2500),
      /** Share of known victims whose own device pays, by remote access. */
      ownDeviceShare: figure(0.12, 0.25),
    },
  };
}

const platformDemand: Partial<Record<CategoryKey, number>> = {
  marketplace: 2,
  games: 2,
  subscription: 1.8,
  betting: 1.5,
  crypto: 2.5,
  wallet: 2,
  restaurants: 1.3,
  cash: 0.5,
  groceries: 0.9,
  topUp: 0.7,
};
