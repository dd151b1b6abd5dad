package dev.switchboard.simulators.yalo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.simulators.yalo.Phones.Phone;
import dev.switchboard.simulators.yalo.Phones.PhoneMessage;
import java.time.Clock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhonesTest {

    private final Phones phones = new Phones(Clock.systemUTC());
    private final Phone phone = phones.open("5215500001111");

    @Test
    void showsWhatCameOnceAndInItsOrder() {
        phone.show("a", "user", "hello", null);
        phone.show("b", "hub", "welcome", null);
        phone.show("b", "hub", "welcome", null);

        assertThat(phone.since(0))
                .extracting(PhoneMessage::text)
                .containsExactly("hello", "welcome");
        assertThat(phone.since(1)).extracting(PhoneMessage::id).containsExactly("b");
        assertThat(phone.since(2)).isEmpty();
    }

    @Test
    void keepsTheNewest() {
        IntStream.rangeClosed(1, 501).forEach(n -> phone.show("m" + n, "bot", "again", null));

        assertThat(phone.since(0)).hasSize(500).first().extracting(PhoneMessage::n).isEqualTo(2);
    }

    @Test
    void knowsOnlyPhonesThatSomebodyPlays() {
        assertThat(phones.find("5215500001111")).contains(phone);
        assertThat(phones.find("5215500002222")).isEmpty();

        IntStream.range(0, 1000).forEach(n -> phones.open("other-" + n));

        assertThat(phones.find("5215500001111")).isEmpty();
    }
}
