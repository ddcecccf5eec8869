import { type Customer, newAddress, newDevice } from "./customers.ts";
import { type City, foreignCities } from "./geography.ts";
import type { Merchant } from "./market.ts";
import type { Draft, World } from "./world.ts";

type Channel = Pick<Draft, "place" | "isExact" | "device" | "address" | "isInternational">;

/** What the channel of an honest payment tells of place, device and address: terminals tell little, applications nearly all. */
export function describeChannel(world: World, customer: Customer, merchant: Merchant, place: City): Channel {
  const { random } = world;
  const isInternational = random.chance(0.75) ? merchant.country !== "UZ" : null;
  const kiosks = world.kiosks.get(place.city);
  if (merchant.key === "topUp" && kiosks && random.chance(0.3)) {
    return { ...random.pick(kiosks), place, isExact: true, isInternational };
  }
  const isOnline = merchant.place === null;
  const device = random.chance(customer.tellsDevice * (isOnline ? 1 : 0.55))
    ? usedDevice(world, customer, isOnline)
    : null;
  const address = device !== null && random.chance(0.95) ? usedAddress(world, customer, place) : null;
  if (!random.chance(customer.tellsPlace)) return { place: null, isExact: false, device, address, isInternational };
  if (!isOnline) return { place, isExact: random.chance(0.92), device, address, isInternational };
  if (random.chance(customer.exitShare)) {
    const exit = random.weighted(foreignCities);
    return { place: exit, isExact: true, device, address: newAddress(random, exit), isInternational };
  }
  if (merchant.country !== place.country && random.chance(0.35)) {
    const seat = foreignCities.find(({ country }) => country === merchant.country);
    return { place: seat ?? place, isExact: random.chance(0.3), device, address, isInternational };
  }
  return { place, isExact: random.chance(0.75), device, address, isInternational };
}

function usedDevice({ random }: World, { devices, deviceChurn }: Customer, isOnline: boolean): string {
  if (isOnline && random.chance(deviceChurn)) return newDevice(random);
  return devices.length > 1 && random.chance(0.25) ? random.pick(devices) : devices[0]!;
}

/** Home network, or an address that a carrier or a hotel shares among many. */
function usedAddress({ random, carriers }: World, { home, homeAddress }: Customer, place: City): string {
  return place.city === home.city && random.chance(0.5) ? homeAddress : random.pick(carriers.get(place.city)!);
}
