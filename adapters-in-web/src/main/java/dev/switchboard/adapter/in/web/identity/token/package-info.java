/// Minting and verification of tokens. Knows keys, issuers and claims, and nothing of routes or
/// callers' rights.
package dev.switchboard.adapter.in.web.identity.token;
