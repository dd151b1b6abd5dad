package dev.switchboard.application.port.out.identity;

import dev.switchboard.domain.secret.Secret;
import java.util.Optional;

/// The generated password of the first admin, for the person who starts the hub.
public interface KeptPassword {

    Optional<Secret> find();

    /// Makes it durable, in place of an earlier one.
    void keep(Secret password);

    void forget();
}
