package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;

/// The address at which an issuer publishes its public keys.
interface KeySetPage {

    /// Fetches the keys; blocks for a few seconds at most.
    JWKSet fetch() throws IOException, ParseException;
}
