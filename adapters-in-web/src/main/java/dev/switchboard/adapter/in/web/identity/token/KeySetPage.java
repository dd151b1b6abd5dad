package dev.switchboard.adapter.in.web.identity.token;

import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;

/// Where an issuer publishes its public keys.
interface KeySetPage {

    /// Reads it anew; blocks for a few seconds at most.
    JWKSet fetch() throws IOException, ParseException;
}
