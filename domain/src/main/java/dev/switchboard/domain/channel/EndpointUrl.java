package dev.switchboard.domain.channel;

import static java.util.Objects.requireNonNull;

import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A channel's address: an absolute http or https URL with a host, without user info and fragment,
/// of at most 2000 characters. Egress control decides whether its host may be called.
public record EndpointUrl(URI uri) {

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_PORT = 65_535;

    /// A host name that is valid in URLs but that [URI] does not accept: one with an underscore, as
    /// container networks assign.
    private static final Pattern ODD_NAME =
            Pattern.compile("(?=[^:]*_)([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

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
                && hostOf(uri) != null
                && portOf(uri) <= MAX_PORT
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.toString().length() <= MAX_LENGTH;
    }

    private static InvalidValueException invalid() {
        return new InvalidValueException("endpoint_url", Reason.INVALID);
    }

    private static @Nullable String hostOf(URI uri) {
        Matcher odd = oddName(uri);
        return odd.matches() ? odd.group(1) : uri.getHost();
    }

    private static int portOf(URI uri) {
        Matcher odd = oddName(uri);
        return odd.matches() && odd.group(2) != null
                ? Integer.parseInt(odd.group(2))
                : uri.getPort();
    }

    private static Matcher oddName(URI uri) {
        String authority = uri.getRawAuthority();
        return ODD_NAME.matcher(uri.getHost() != null || authority == null ? "" : authority);
    }

    /// The host as given; an IPv6 address keeps its brackets.
    public String host() {
        return requireNonNull(hostOf(uri), "refused without a host");
    }

    /// -1 if none was given.
    public int port() {
        return portOf(uri);
    }

    public boolean secure() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
