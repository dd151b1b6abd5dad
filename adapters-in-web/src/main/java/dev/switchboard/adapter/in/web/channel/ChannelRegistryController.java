package dev.switchboard.adapter.in.web.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchboard.adapter.in.web.error.LegacyAnswers;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.IfMatch;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.channel.ManageChannels;
import dev.switchboard.application.port.in.channel.ManageChannels.Created;
import dev.switchboard.application.port.in.channel.ManageChannels.Updated;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.Channel;
import dev.switchboard.domain.channel.ChannelFields;
import dev.switchboard.domain.channel.ChannelId;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonString;
import dev.switchboard.domain.json.JsonValues;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URLEncoder;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Registers, shows, changes and removes channels.
@RestController
@Tag(name = "Channel registry")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class ChannelRegistryController {

    private static final String IGNORED_FIELDS = "X-Ignored-Fields";
    private static final int MOST_IGNORED_NAMES = 20;
    private static final int LONGEST_IGNORED_NAME = 64;

    private final ManageChannels channels;
    private final KeepAudit audit;

    ChannelRegistryController(ManageChannels channels, KeepAudit audit) {
        this.channels = channels;
        this.audit = audit;
    }

    /// Registers a channel.
    ///
    /// Unknown fields are ignored; `X-Ignored-Fields` names them. The signing secret is shown here
    /// and never again.
    @PostMapping(path = "/channel", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> registerChannel(@RequestBody byte[] body, Principal caller) {
        JsonFields fields = JsonFields.of(body);
        ChannelId id = ChannelIds.inBody(fields.body().members().get(ChannelFields.ID));
        ChannelDocument document = ChannelDocument.from(fields);
        return switch (channels.create(id, document.toProfile())) {
            case Created.Done done -> {
                audit.record(caller.getName(), "channel.create", id.value(), "");
                yield created(done, fields.namesBeside(ChannelFields.ALL));
            }
            case Created.Exists() ->
                    LegacyAnswers.error(HttpStatus.CONFLICT, "Channel " + id + " already exists");
        };
    }

    private static ResponseEntity<byte[]> created(Created.Done done, List<String> ignored) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(HttpStatus.CREATED)
                        .eTag(IfMatch.tag(done.channel().version()))
                        .cacheControl(CacheControl.noStore());
        if (!ignored.isEmpty()) {
            answer.header(IGNORED_FIELDS, names(ignored));
        }
        return LegacyAnswers.data(
                answer,
                "{\"message\":\"Channel created\",\"id\":\"%s\",\"signing_secret\":\"%s\"}"
                        .formatted(done.documentId(), done.secret().secret().reveal()));
    }

    /// Names the unknown fields of a registration in a form that is safe in a header.
    private static String names(List<String> ignored) {
        return ignored.stream()
                .limit(MOST_IGNORED_NAMES)
                .map(name -> name.substring(0, Math.min(name.length(), LONGEST_IGNORED_NAME)))
                .map(name -> URLEncoder.encode(name, UTF_8))
                .collect(Collectors.joining(", "));
    }

    /// Shows a channel.
    @GetMapping("/channel/{channel_id}")
    ResponseEntity<byte[]> getChannel(@PathVariable("channel_id") String id) {
        Optional<Channel> found = ChannelIds.inPath(id).flatMap(channels::find);
        return found.map(ChannelRegistryController::shown)
                .orElseGet(() -> LegacyAnswers.error(HttpStatus.NOT_FOUND, "No document found"));
    }

    private static ResponseEntity<byte[]> shown(Channel channel) {
        return LegacyAnswers.data(
                ResponseEntity.ok().eTag(IfMatch.tag(channel.version())),
                JsonValues.write(ChannelFields.of(channel)));
    }

    /// Changes a channel.
    ///
    /// Replaces the given fields, each as a whole. Never creates a channel. A changed address must
    /// be verified again.
    @PutMapping(path = "/channel/{channel_id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> changeChannel(
            @PathVariable("channel_id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody byte[] body,
            Principal caller) {
        JsonFields fields = JsonFields.of(body).refuseAllBut(ChannelFields.ALL);
        refuseOtherId(id, fields.body().members().get(ChannelFields.ID));
        ChannelDocument document = ChannelDocument.from(fields);
        Long version = version(ifMatch);
        return ChannelIds.inPath(id)
                .map(known -> update(document.toPatch(known, version), fields, caller))
                .orElseGet(ChannelRegistryController::nothingToUpdate);
    }

    private ResponseEntity<byte[]> update(
            ManageChannels.Patch patch, JsonFields fields, Principal caller) {
        return switch (channels.update(patch)) {
            case Updated.Done(long version) -> {
                Set<String> changed = fields.body().members().keySet();
                audit.record(
                        caller.getName(),
                        "channel.update",
                        patch.id().value(),
                        String.join(", ", changed));
                yield LegacyAnswers.data(
                        ResponseEntity.ok().eTag(IfMatch.tag(version)),
                        "{\"message\":\"Channel updated\"}");
            }
            case Updated.Unknown() -> nothingToUpdate();
            case Updated.ChangedMeanwhile() -> changedMeanwhile(patch.id());
        };
    }

    /// Returns the version that the caller has seen; null for any.
    private static @Nullable Long version(@Nullable String ifMatch) {
        return switch (IfMatch.of(ifMatch)) {
            case IfMatch.Absent _, IfMatch.Any _ -> null;
            case IfMatch.Version(var number) -> number;
        };
    }

    private static void refuseOtherId(String id, @Nullable JsonValue given) {
        if (given != null && !given.equals(new JsonString(id))) {
            throw new InvalidValueException(ChannelFields.ID, Reason.NOT_ALLOWED);
        }
    }

    /// Removes a channel.
    ///
    /// Its pending messages are parked and may be sent again later.
    @DeleteMapping("/channel/{channel_id}")
    ResponseEntity<byte[]> removeChannel(
            @PathVariable("channel_id") String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Principal caller) {
        Long version = version(ifMatch);
        return ChannelIds.inPath(id)
                .map(known -> delete(known, version, caller))
                .orElseGet(ChannelRegistryController::nothingToDelete);
    }

    private ResponseEntity<byte[]> delete(ChannelId id, @Nullable Long version, Principal caller) {
        return switch (channels.delete(id, version)) {
            case DONE -> {
                audit.record(caller.getName(), "channel.delete", id.value(), "");
                yield LegacyAnswers.data(ResponseEntity.ok(), "{\"message\":\"Channel deleted\"}");
            }
            case UNKNOWN -> nothingToDelete();
            case CHANGED_MEANWHILE -> changedMeanwhile(id);
        };
    }

    private static ResponseEntity<byte[]> nothingToUpdate() {
        return LegacyAnswers.error(HttpStatus.NOT_FOUND, "No document found to update");
    }

    private static ResponseEntity<byte[]> nothingToDelete() {
        return LegacyAnswers.error(HttpStatus.NOT_FOUND, "No document found to delete");
    }

    private static ResponseEntity<byte[]> changedMeanwhile(ChannelId id) {
        return LegacyAnswers.error(
                HttpStatus.PRECONDITION_FAILED, "Channel " + id + " was changed meanwhile");
    }
}
