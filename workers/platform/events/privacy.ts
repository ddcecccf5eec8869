/** Personal data is to be exported or erased; what of whom stands in the request. */
export type PrivacyRequested = {
  type: "privacy.requested";
  organizationId: string;
  id: string;
  /** An envelope of the subject: of an erasure that is done, for what was on its way while it ran. */
  sealedSubject?: string;
};

/** An organisation's data is to be looked through for what is past its time. */
export type RetentionDue = { type: "privacy.retention_due"; organizationId: string };

/** What an organisation has under older keys of the ring is to be sealed anew. */
export type ResealDue = { type: "privacy.reseal_due"; organizationId: string };

export type PrivacyEvent = PrivacyRequested | RetentionDue | ResealDue;
