/// Minting a token of an upstream and keeping it, for all hubs that share a store: what vendors
/// have in common of it.
package dev.switchboard.adapter.out.upstreams.token;
