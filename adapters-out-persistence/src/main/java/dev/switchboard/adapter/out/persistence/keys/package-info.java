/// The hub's master key and everything derived from it: the cipher for stored secrets, and the
/// signatures in tokens and links.
package dev.switchboard.adapter.out.persistence.keys;
