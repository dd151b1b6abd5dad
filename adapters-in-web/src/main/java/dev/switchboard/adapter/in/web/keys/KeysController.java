package dev.switchboard.adapter.in.web.keys;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.keys.RewrapSecrets;
import dev.switchboard.application.port.in.keys.RewrapSecrets.State;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The master key, for admins who change it.
@RestController
@Tag(name = "Keys")
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
final class KeysController {

    private final RewrapSecrets secrets;
    private final KeepAudit audit;

    KeysController(RewrapSecrets secrets, KeepAudit audit) {
        this.secrets = secrets;
        this.audit = audit;
    }

    /// Get the number of secrets under older master keys.
    ///
    /// With 0 left after a rewrap, the older keys may be removed from the settings.
    ///
    /// @return the progress
    @GetMapping("/v1/keys")
    View getMasterKey() {
        return View.of(secrets.look());
    }

    /// Encrypt all stored secrets with the first master key.
    ///
    /// May be repeated. What a crash interrupts continues at the next start. Secrets that no key
    /// opens stay unchanged and are counted as left.
    ///
    /// @return the progress
    @PostMapping("/v1/keys/rewrap")
    View rewrapKeys(Principal caller) {
        State state = secrets.rewrap();
        audit.record(
                caller.getName(),
                "keys.rewrap",
                state.key(),
                "%d rewrapped, %d left".formatted(state.rewrapped(), state.left()));
        return View.of(state);
    }

    /// @param key the name of the first master key, which reveals nothing of it
    /// @param rewrapped the number of secrets that this request encrypted again
    /// @param left the number of secrets under older keys
    @Schema(name = "MasterKey")
    record View(String key, int rewrapped, int left) {

        static View of(State state) {
            return new View(state.key(), state.rewrapped(), state.left());
        }
    }
}
