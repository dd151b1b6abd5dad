package dev.switchboard.bootstrap.wiring;

import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;

/// Our address as outsiders reach it: what the operator says, else the port we came to listen on.
final class PublicUrl implements Supplier<URI>, ApplicationListener<WebServerInitializedEvent> {

    private volatile URI url;

    PublicUrl(@Nullable URI configured, int port) {
        this.url = configured != null ? withoutSlash(configured) : local(port);
        this.fixed = configured != null;
    }

    private final boolean fixed;

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        boolean management = event.getApplicationContext().getServerNamespace() != null;
        if (!fixed && !management) {
            url = local(event.getWebServer().getPort());
        }
    }

    @Override
    public URI get() {
        return url;
    }

    private static URI local(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static URI withoutSlash(URI configured) {
        String text = configured.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : configured;
    }
}
