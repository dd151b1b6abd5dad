/// Whom a token names: tokens are minted and verified here, and nowhere else. Knows keys, issuers
/// and claims, and nothing of routes or of what a caller may do.
package dev.switchboard.adapter.in.web.identity.token;
