package dev.switchboard.simulators.yalo;

import dev.switchboard.simulators.script.BadScriptException;
import dev.switchboard.simulators.script.ControlAnswer;
import dev.switchboard.simulators.script.SimulatorJson;
import dev.switchboard.simulators.yalo.Phones.Phone;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The phone of a WhatsApp user, for the demo's page.
@RestController
final class PhoneController {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{8,15}");
    private static final String PICTURES = "/demo/whatsapp/pictures/";

    private final Phones phones;
    private final YaloBot yaloBot;
    private final Supplier<URI> here;

    /// @param here the base address of pictures
    PhoneController(Phones phones, YaloBot yaloBot, Supplier<URI> here) {
        this.phones = phones;
        this.yaloBot = yaloBot;
        this.here = here;
    }

    /// @param picture the name of an uploaded picture
    private record Saying(
            String phone, String id, @Nullable String text, @Nullable String picture) {}

    /// @param log the log that the page has seen
    /// @param after the number of the last message that the page has
    private record Look(String phone, @Nullable String log, int after) {}

    @PostMapping("/demo/whatsapp/messages")
    ResponseEntity<byte[]> say(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            Saying saying = SimulatorJson.read(body, Saying.class);
            String picture = saying.picture() == null ? null : address(saying.picture());
            String text = Objects.requireNonNullElse(saying.text(), "");
            yaloBot.hear(phone(saying.phone()), saying.id(), text, picture);
            return Map.of();
        });
    }

    private Phone phone(@Nullable String number) {
        if (number == null || !NUMBER.matcher(number).matches()) {
            throw new BadScriptException("A phone has 8 to 15 digits");
        }
        return phones.open(number);
    }

    private String address(String picture) {
        if (phones.picture(picture).isEmpty()) {
            throw new BadScriptException("No such picture");
        }
        return here.get().resolve(PICTURES + picture).toString();
    }

    /// Returns new messages, and the state of the user's chat with agents, if there is one.
    @PostMapping("/demo/whatsapp/look")
    ResponseEntity<byte[]> look(@RequestBody byte[] body) {
        return ControlAnswer.to(() -> {
            Look look = SimulatorJson.read(body, Look.class);
            Phone phone = phone(look.phone());
            Map<String, Object> seen = new HashMap<>();
            seen.put("log", phones.log());
            seen.put("messages", phone.since(phones.log().equals(look.log()) ? look.after() : 0));
            yaloBot.chat(phone)
                    .ifPresent(chat -> {
                        seen.put("state", chat.path("state"));
                        seen.put("desk", chat.path("desk"));
                    });
            return seen;
        });
    }

    /// Takes a JPEG and returns its name. The content is not checked.
    @PostMapping(PICTURES)
    ResponseEntity<byte[]> upload(@RequestBody byte[] jpeg) {
        return ControlAnswer.to(() -> Map.of("picture", phones.keep(jpeg)));
    }

    @GetMapping(PICTURES + "{name}")
    ResponseEntity<byte[]> picture(@PathVariable String name) {
        return phones.picture(name)
                .map(picture -> ResponseEntity.ok().contentType(MediaType.IMAGE_JPEG).body(picture))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
