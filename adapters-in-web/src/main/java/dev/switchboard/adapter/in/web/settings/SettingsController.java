package dev.switchboard.adapter.in.web.settings;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.switchboard.adapter.in.web.request.EnumNames;
import dev.switchboard.application.port.in.settings.ReadSettings;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The settings that this hub runs with. They stand in its environment and files, and no request
/// changes them.
@RestController
@Tag(name = "Settings")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class SettingsController {

    private final ReadSettings settings;

    SettingsController(ReadSettings settings) {
        this.settings = settings;
    }

    /// List the settings.
    ///
    /// Of the hub that answers, by name, with the value that is in effect and where it is set.
    /// Secrets are listed without their values.
    ///
    /// @return all settings
    @GetMapping("/v1/settings")
    Listing listSettings() {
        return new Listing(settings.settings().stream().map(View::of).toList());
    }

    @Schema(name = "Settings")
    record Listing(List<View> items) {}

    /// @param value the value in effect; null for none, and always of a secret
    /// @param secret whether its value is never told
    /// @param usual the value without any setting; empty for none
    /// @param from who set it
    /// @param place the variable, the argument, or the file with its line; empty for a default
    /// @param description what it is; may be empty
    @Schema(name = "Setting")
    record View(
            @Schema(example = "switchboard.retention") String name,
            @Schema(example = "30d") @Nullable String value,
            boolean secret,
            @JsonProperty("default") @Schema(example = "30d") String usual,
            @Schema(allowableValues = {"default", "file", "environment", "argument"}) String from,
            @Schema(example = "SWITCHBOARD_RETENTION") String place,
            @Schema(example = "how long settled messages are kept") String description) {

        static View of(ReadSettings.Setting setting) {
            return new View(
                    setting.name(),
                    setting.value(),
                    setting.secret(),
                    setting.usual(),
                    EnumNames.of(setting.source()),
                    setting.place(),
                    setting.description());
        }
    }
}
