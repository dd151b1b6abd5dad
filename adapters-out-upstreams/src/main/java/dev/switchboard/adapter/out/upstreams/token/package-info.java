/// Minting and keeping tokens of upstreams, for all hubs that share a store: the part that vendors
/// have in common.
package dev.switchboard.adapter.out.upstreams.token;
