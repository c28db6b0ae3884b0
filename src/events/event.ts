import type { z } from "zod";
import type { eventTypes } from "./catalogue.ts";
import type { EventEnvelope, NewEvent } from "./envelope.ts";

type Types = typeof eventTypes;

/** The name of an event type that this version knows. */
export type EventName = keyof Types;

/** The data of an event type. */
export type EventData<Name extends EventName> = z.infer<Types[Name]["data"]>;

/** A written event of a known type. */
export type EventOf<Name extends EventName> = EventEnvelope<Name, EventData<Name>>;

/** Any written event of a known type, told apart by `type`. */
export type AnyEvent = { [Name in EventName]: EventOf<Name> }[EventName];

/** Any decided event that is not yet written. */
export type AnyNewEvent = { [Name in EventName]: NewEvent<Name, EventData<Name>> }[EventName];
