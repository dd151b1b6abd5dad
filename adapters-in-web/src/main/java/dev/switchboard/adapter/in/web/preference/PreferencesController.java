package dev.switchboard.adapter.in.web.preference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.adapter.in.web.json.FieldChecks;
import dev.switchboard.adapter.in.web.json.JsonFields;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.adapter.in.web.request.IfMatch;
import dev.switchboard.adapter.in.web.request.OrgCaller;
import dev.switchboard.application.port.in.preference.KeepPreferences;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.preference.Preferences;
import dev.switchboard.domain.preference.Preferences.Density;
import dev.switchboard.domain.preference.Preferences.Locale;
import dev.switchboard.domain.preference.Preferences.SendWith;
import dev.switchboard.domain.preference.Preferences.Theme;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The caller's preferences for the console, on any machine. Nobody reads or changes another's.
@RestController
@Tag(name = "Preferences")
@RequestMapping(path = PreferencesController.OWN, produces = MediaType.APPLICATION_JSON_VALUE)
final class PreferencesController {

    static final String OWN = "/v1/console/preferences";

    private static final Set<String> FIELDS =
            Set.of(
                    "locale",
                    "theme",
                    "density",
                    "sounds",
                    "notifications",
                    "shortcuts",
                    "send_with");

    private final KeepPreferences preferences;

    PreferencesController(KeepPreferences preferences) {
        this.preferences = preferences;
    }

    /// Read your preferences.
    ///
    /// @return what the caller has chosen; version 0 if never anything
    @GetMapping
    View readPreferences(OrgCaller caller) {
        return View.of(preferences.read(owner(caller)));
    }

    /// Change your preferences.
    ///
    /// Replaces all of them: what is absent is as if it had never been chosen. Without `If-Match`
    /// there must be none yet.
    ///
    /// @param ifMatch the version to replace, in quotes; `*` for whatever is there
    @PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<View> savePreferences(
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            OrgCaller caller) {
        Username owner = owner(caller);
        long version = 1 + IfMatch.of(ifMatch).replaces(() -> preferences.read(owner).version());
        Preferences chosen = parse(owner, version, JsonFields.ofOptional(body));
        if (!preferences.save(chosen)) {
            throw new ProblemException(
                    ProblemCode.PRECONDITION_FAILED,
                    version == 1
                            ? "There are preferences; name their version"
                            : "They have another version");
        }
        return IfMatch.stored(version).body(View.of(chosen));
    }

    /// Only accounts of this hub have preferences: they go with the account.
    private static Username owner(OrgCaller caller) {
        if (!caller.isLocal()) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "Not an account of this hub");
        }
        return new Username(caller.getName());
    }

    private static Preferences parse(Username owner, long version, JsonFields fields) {
        FieldChecks checks = fields.checksOfNoneBut(FIELDS);
        Supplier<@Nullable Locale> locale =
                checks.field(() -> named("locale", Locale.class, fields));
        Supplier<@Nullable Theme> theme = checks.field(() -> named("theme", Theme.class, fields));
        Supplier<@Nullable Density> density =
                checks.field(() -> named("density", Density.class, fields));
        Supplier<@Nullable Boolean> sounds = checks.field(() -> fields.bool("sounds"));
        Supplier<@Nullable Boolean> notifications =
                checks.field(() -> fields.bool("notifications"));
        Supplier<@Nullable Boolean> shortcuts = checks.field(() -> fields.bool("shortcuts"));
        Supplier<@Nullable SendWith> sendWith =
                checks.field(() -> named("send_with", SendWith.class, fields));
        return checks.then(() ->
                new Preferences(
                        owner,
                        version,
                        locale.get(),
                        theme.get(),
                        density.get(),
                        sounds.get(),
                        notifications.get(),
                        shortcuts.get(),
                        sendWith.get()));
    }

    private static <E extends Enum<E>> @Nullable E named(
            String field, Class<E> type, JsonFields fields) {
        String name = fields.string(field);
        return name == null ? null : EnumNames.parse(field, type, name);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : EnumNames.of(value);
    }

    /// @param version what `If-Match` names to change them; 0 before the first change
    /// @param locale `en`, `es` or `pt`; absent if the browser decides
    /// @param theme `auto`, `light` or `dark`
    /// @param density `cozy` or `compact`
    /// @param sounds whether the console calls by sounds
    /// @param notifications whether it calls by notices of the desktop
    /// @param shortcuts whether single letters are shortcuts
    /// @param sendWith the key that sends: `enter`, or `ctrl_enter` for Enter with Ctrl or Command
    @Schema(name = "Preferences")
    @JsonInclude(Include.NON_NULL)
    record View(
            long version,
            @Nullable String locale,
            @Nullable String theme,
            @Nullable String density,
            @Nullable Boolean sounds,
            @Nullable Boolean notifications,
            @Nullable Boolean shortcuts,
            @JsonProperty("send_with") @Nullable String sendWith) {

        static View of(Preferences preferences) {
            return new View(
                    preferences.version(),
                    name(preferences.locale()),
                    name(preferences.theme()),
                    name(preferences.density()),
                    preferences.sounds(),
                    preferences.notifications(),
                    preferences.shortcuts(),
                    name(preferences.sendWith()));
        }
    }
}
