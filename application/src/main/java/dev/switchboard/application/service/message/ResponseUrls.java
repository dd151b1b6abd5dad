package dev.switchboard.application.service.message;

import dev.switchboard.application.port.out.channel.ResponseTokens;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.message.Message;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes the callback addresses of messages: the hub's own address with a token, or one that the
/// sender gave and an admin allowed.
final class ResponseUrls {

    private static final String CALLBACK_PATH = "/webhook-response";

    private final ResponseTokens tokens;
    private final Supplier<URI> publicUrl;
    private final Set<String> allowedHosts;

    /// @param publicUrl the hub's address as channels reach it, without a trailing slash; read at
    ///   each use, because the port may be unknown until the server listens
    /// @param allowedHosts foreign hosts, in lower case
    ResponseUrls(ResponseTokens tokens, Supplier<URI> publicUrl, Set<String> allowedHosts) {
        this.tokens = tokens;
        this.publicUrl = publicUrl;
        this.allowedHosts = Set.copyOf(allowedHosts);
    }

    /// Returns the URL to send with a message.
    public String urlFor(Message message) {
        String given = message.replyTo();
        return given != null
                ? given
                : publicUrl.get() + CALLBACK_PATH + "?t=" + tokens.tokenFor(message.id());
    }

    /// Returns the URL to store for a sender's URL: the URL itself, or null if it is the hub's own
    /// callback address, which gets a token.
    ///
    /// @throws InvalidValueException naming `response_url` if it is neither the hub's nor allowed
    @Nullable String keep(@Nullable String given) {
        if (given == null) {
            return null;
        }
        URI uri = parse(given);
        if (underPublicUrl(uri)) {
            boolean ownCallback = CALLBACK_PATH.equals(pathBehindPublicUrl(uri));
            return ownCallback && !hasToken(uri) ? null : given;
        }
        if (!allowedHosts.contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            throw notAllowed();
        }
        return given;
    }

    private static URI parse(String given) {
        try {
            URI uri = new URI(given);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme();
            boolean web = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
            if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
                throw notAllowed();
            }
            return uri;
        } catch (URISyntaxException _) {
            throw notAllowed();
        }
    }

    private boolean underPublicUrl(URI uri) {
        URI own = publicUrl.get();
        return own.getScheme().equalsIgnoreCase(uri.getScheme())
                && own.getHost().equalsIgnoreCase(uri.getHost())
                && port(own) == port(uri)
                && uri.normalize().getRawPath().startsWith(own.getRawPath() + "/");
    }

    private String pathBehindPublicUrl(URI uri) {
        return uri.normalize().getRawPath().substring(publicUrl.get().getRawPath().length());
    }

    private static boolean hasToken(URI uri) {
        String query = uri.getRawQuery();
        return query != null && ("&" + query).contains("&t=");
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static InvalidValueException notAllowed() {
        return new InvalidValueException("response_url", Reason.NOT_ALLOWED);
    }
}
