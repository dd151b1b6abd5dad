package dev.switchboard.adapter.out.upstreams.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.OutboundCall;
import dev.switchboard.adapter.out.upstreams.salesforce.SalesforceProperties.Org;
import dev.switchboard.domain.secret.Secret;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The token for record calls. Its life is not stated, so it is used until it is refused; then one
/// caller requests another while the others wait for it.
final class OrgTokens {

    private static final Logger LOG = LoggerFactory.getLogger(OrgTokens.class);

    private final EgressClient client;
    private final Org org;
    private final ReentrantLock minting = new ReentrantLock();

    private volatile @Nullable Secret current;
    private volatile boolean alarmed;

    OrgTokens(EgressClient client, Org org) {
        this.client = client;
        this.org = org;
    }

    /// The result of requesting a token.
    sealed interface Permit {

        record Granted(Secret token) implements Permit {}

        /// @param outcome never [CallResult.Done]
        record None(CallResult outcome) implements Permit {}
    }

    /// A token other than the refused one. Blocks while one is requested.
    ///
    /// @param refused null to accept the current one
    Permit other(@Nullable Secret refused) {
        Secret held = current;
        if (held != null && !held.equals(refused)) {
            return new Permit.Granted(held);
        }
        minting.lock();
        try {
            Secret meanwhile = current;
            return meanwhile != null && !meanwhile.equals(refused)
                    ? new Permit.Granted(meanwhile)
                    : mint();
        } finally {
            minting.unlock();
        }
    }

    private Permit mint() {
        String form =
                "grant_type=client_credentials&client_id="
                        + Soql.encoded(org.clientId())
                        + "&client_secret="
                        + Soql.encoded(org.clientSecret().reveal());
        OutboundCall call =
                OutboundCall.of(
                        "POST",
                        org.login("/services/oauth2/token"),
                        form.getBytes(UTF_8),
                        "application/x-www-form-urlencoded");
        CallResult outcome = CallResult.of(client.exchange(call));
        String token = outcome instanceof CallResult.Done done ? done.text("access_token") : "";
        if (token.isEmpty()) {
            current = null;
            return new Permit.None(failure(outcome));
        }
        Secret minted = new Secret(token);
        current = minted;
        return new Permit.Granted(minted);
    }

    private CallResult failure(CallResult outcome) {
        return switch (outcome) {
            case CallResult.Done(int status, _) ->
                    new CallResult.Refused(status, CallResult.UNKNOWN);
            case CallResult.Denied _ -> alarm(new CallResult.Refused(401, "INVALID_CLIENT"));
            case CallResult.Refused refused -> alarm(refused);
            case CallResult.Forbidden _, CallResult.Missing _, CallResult.Away _ -> outcome;
        };
    }

    /// A fresh token was refused, so the client itself is.
    void refuse(Secret token) {
        if (token.equals(current)) {
            var _ = alarm(new CallResult.Refused(401, "INVALID_SESSION_ID"));
        }
    }

    /// A token was accepted.
    void confirm() {
        if (alarmed) {
            alarmed = false;
            LOG.atInfo()
                    .addKeyValue("action", "token_taken_again")
                    .addKeyValue("system", SalesforceDesk.NAME)
                    .log("Salesforce accepts our token again");
        }
    }

    /// Only an operator can fix this, so it is logged once.
    private CallResult.Refused alarm(CallResult.Refused refused) {
        if (!alarmed) {
            alarmed = true;
            LOG.atError()
                    .addKeyValue("action", "token_refused")
                    .addKeyValue("system", SalesforceDesk.NAME)
                    .addKeyValue("cause", refused.code())
                    .log("Salesforce does not let us in ({}): check the client", refused.code());
        }
        return refused;
    }
}
