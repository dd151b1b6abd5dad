/// The hub's master key and what is derived from it: the cipher for stored secrets, and the proofs
/// in callback addresses.
package dev.switchboard.adapter.out.persistence.keys;
