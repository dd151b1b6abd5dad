package dev.switchboard.adapter.out.persistence.keys;

import dev.switchboard.domain.chat.ChatId;
import dev.switchboard.domain.secret.Secret;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Encrypts the secrets of a chat, each for its own chat and name.
///
/// @param cipher encrypts other secrets too, which cannot be read as these
public record ChatSeal(SecretCipher cipher) {

    private static final Logger LOG = LoggerFactory.getLogger(ChatSeal.class);

    public Map<String, String> close(ChatId chat, Map<String, Secret> secrets) {
        Map<String, String> sealed = new TreeMap<>();
        secrets.forEach((name, secret) -> sealed.put(name, cipher.encrypt(secret, owner(chat, name))));
        return sealed;
    }

    /// Without those that we did not close for this chat.
    public Map<String, Secret> open(ChatId chat, Map<String, String> sealed) {
        Map<String, Secret> secrets = new HashMap<>();
        sealed.forEach((name, text) -> {
            try {
                secrets.put(name, cipher.decrypt(text, owner(chat, name)));
            } catch (UnreadableSecretException e) {
                LOG.warn("A secret of chat {} is of no use: {}", chat, e.getMessage());
            }
        });
        return secrets;
    }

    private static String owner(ChatId chat, String name) {
        return "chat/" + chat + "/" + name;
    }
}
