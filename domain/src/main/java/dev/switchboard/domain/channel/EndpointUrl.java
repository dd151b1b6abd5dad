package dev.switchboard.domain.channel;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// Where a channel listens: an absolute http or https URL with a host, without user info and
/// fragment, of at most 2000 characters (contract channels 2.1). Whether its host may be called is
/// for egress control to say.
public record EndpointUrl(URI uri) {

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_PORT = 65_535;

    public EndpointUrl {
        if (!wellFormed(uri)) {
            throw invalid();
        }
    }

    public static EndpointUrl parse(String text) {
        try {
            return new EndpointUrl(new URI(text));
        } catch (URISyntaxException _) {
            throw invalid();
        }
    }

    private static boolean wellFormed(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return (scheme.equals("http") || scheme.equals("https"))
                && uri.getHost() != null
                && uri.getPort() <= MAX_PORT
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.toString().length() <= MAX_LENGTH;
    }

    private static InvalidValueException invalid() {
        return new InvalidValueException("endpoint_url", Reason.INVALID);
    }

    public boolean secure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
