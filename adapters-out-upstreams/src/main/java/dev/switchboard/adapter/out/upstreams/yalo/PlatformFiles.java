package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.adapter.out.upstreams.http.Download;
import dev.switchboard.adapter.out.upstreams.http.EgressClient;
import dev.switchboard.adapter.out.upstreams.http.Exchange;
import dev.switchboard.adapter.out.upstreams.http.JsonText;
import dev.switchboard.adapter.out.upstreams.http.OutboundCall;
import dev.switchboard.adapter.out.upstreams.yalo.YaloProperties.Platform;
import dev.switchboard.application.port.out.upstream.UserFiles;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.channel.EndpointUrl;
import dev.switchboard.domain.delivery.ParkReason;
import dev.switchboard.domain.media.FileKind;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.secret.Secret;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Files from users of WhatsApp and Messenger: by address, or from Meta by id. The address for an
/// id is looked up each time, because it is valid for only some minutes.
final class PlatformFiles implements UserFiles {

    private static final ParkReason DENIED = new ParkReason("egress_denied");
    private static final ParkReason REFUSED_TYPE = new ParkReason("media_type_refused");

    /// Other characters could change the path.
    private static final Pattern MEDIA_ID = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final Map<String, YaloProperties> clients;
    private final EgressClient lookups;
    private final EgressClient downloads;

    /// @param clients by name; for users of other clients nothing is called
    /// @param lookups finds the addresses of files
    /// @param downloads downloads files, also from hosts that no operator listed
    PlatformFiles(
            Map<String, YaloProperties> clients, EgressClient lookups, EgressClient downloads) {
        this.clients = Map.copyOf(clients);
        this.lookups = lookups;
        this.downloads = downloads;
    }

    @Override
    public Optional<Described> in(Message message) {
        JsonNode said = MessageTexts.content(message);
        String mimeType = said.path("mimeType").asString("");
        String type = said.path("type").asString("");
        return url(said).isEmpty() && id(said).isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Described(
                                type,
                                FileKind.name(said.path("name").asString(""), type, mimeType),
                                mimeType,
                                said.path("caption").asString("")));
    }

    private static String url(JsonNode said) {
        return said.path("url").asString("");
    }

    private static String id(JsonNode said) {
        return said.path("mediaId").asString("");
    }

    @Override
    public int most() {
        return clients.values().stream().mapToInt(PlatformFiles::most).max().orElse(0);
    }

    private static int most(YaloProperties yalo) {
        return Math.toIntExact(yalo.mediaMaxSize().toBytes());
    }

    @Override
    public Fetched fetch(Message message) {
        YaloProperties its = clients.get(YaloProperties.clientOf(message.conversation()));
        if (its == null) {
            return new Fetched.Refused(ParkReason.NOT_CONFIGURED);
        }
        JsonNode said = MessageTexts.content(message);
        String declared = said.path("mimeType").asString("");
        if (FileKind.isActive(declared)) {
            return new Fetched.Refused(REFUSED_TYPE);
        }
        Place place = url(said).isEmpty() ? atMeta(id(said), its) : new Place.At(url(said), null);
        return switch (place) {
            case Place.At at -> fetch(at, declared, most(its));
            case Place.Nowhere(var why) -> why;
        };
    }

    /// The location of a file.
    private sealed interface Place {

        /// @param token null if none is needed
        record At(String url, @Nullable Secret token) implements Place {}

        record Nowhere(Fetched why) implements Place {}
    }

    private Place atMeta(String id, YaloProperties yalo) {
        Platform whatsApp = yalo.providers().get("whatsapp");
        Secret token = whatsApp == null ? null : whatsApp.metaToken();
        if (token == null || !MEDIA_ID.matcher(id).matches()) {
            return new Place.Nowhere(new Fetched.Refused(ParkReason.NOT_CONFIGURED));
        }
        String url = "%s/v%s/%s".formatted(yalo.graphUrl(), yalo.graphVersion(), id);
        Exchange answer = lookups.exchange(get(EndpointUrl.parse(url), token));
        String found =
                answer instanceof Exchange.Answered answered && answered.succeeded()
                        ? JsonText.read(answered.text()).path("url").asString("")
                        : "";
        return found.isEmpty()
                ? new Place.Nowhere(new Fetched.Away())
                : new Place.At(found, mayHave(found, yalo) ? token : null);
    }

    /// A token is never sent unencrypted, except to an address that the operator configured without
    /// TLS.
    private static boolean mayHave(String url, YaloProperties yalo) {
        return url.startsWith("https://") || url.startsWith(yalo.graphUrl() + "/");
    }

    private static OutboundCall get(EndpointUrl url, @Nullable Secret token) {
        OutboundCall call = OutboundCall.of("GET", url, null, "");
        if (token != null) {
            call.addHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal());
        }
        return call;
    }

    private static byte[] start(ByteBuffer bytes) {
        byte[] start = new byte[Math.min(bytes.remaining(), FileKind.START)];
        bytes.duplicate().get(start);
        return start;
    }

    private Fetched fetch(Place.At place, String declared, int most) {
        EndpointUrl url;
        try {
            url = EndpointUrl.parse(place.url());
        } catch (InvalidValueException _) {
            return new Fetched.Refused(DENIED);
        }
        return switch (downloads.download(get(url, place.token()), most)) {
            case Download.Blocked _ -> new Fetched.Refused(DENIED);
            case Download.TooLarge _ -> new Fetched.Refused(TOO_LARGE);
            case Download.Failed _ -> new Fetched.Away();
            case Download.Done(var type, var bytes) ->
                    !bytes.hasRemaining()
                            ? new Fetched.Away()
                            : FileKind.isActive(type) || FileKind.looksActive(start(bytes))
                                    ? new Fetched.Refused(REFUSED_TYPE)
                                    : new Fetched.Here(declared.isEmpty() ? type : declared, bytes);
        };
    }
}
