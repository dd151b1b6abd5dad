package dev.switchboard.application.service.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.fakes.InMemoryChats;
import dev.switchboard.application.fakes.InMemoryStore;
import dev.switchboard.application.fakes.MutableClock;
import dev.switchboard.application.fakes.Outage;
import dev.switchboard.application.port.in.handoff.SendAgentMessages.SendResult;
import dev.switchboard.application.port.in.message.SendChannelMessage;
import dev.switchboard.domain.handoff.Handoff;
import dev.switchboard.domain.json.JsonReader;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValues;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Everything that forwarded ports take and give survives the way between two hubs.
class PortValuesTest {

    private static final int TRIALS = 200;

    private final PortValues values = new PortValues();

    private static Stream<ForwardedPort> ports() {
        return new ForwardedPorts(
                        new InMemoryStore(new Outage(), new MutableClock()).ports().history(),
                        new InMemoryChats(),
                        _ -> null)
                .all();
    }

    @TestFactory
    Stream<DynamicTest> keepsTheValuesOfEachMethod() {
        return ports().flatMap(port ->
                port.methods()
                        .map(method ->
                                DynamicTest.dynamicTest(
                                        port.type().getSimpleName() + "." + method.getName(),
                                        () -> keeps(method))));
    }

    private void keeps(Method method) {
        ArbitraryValues arbitrary = new ArbitraryValues(method.toString().hashCode());
        for (int i = 0; i < TRIALS; i++) {
            for (Type type : method.getGenericParameterTypes()) {
                keeps(arbitrary.of(type), type);
            }
            if (method.getReturnType() != void.class) {
                keeps(arbitrary.of(method.getGenericReturnType()), method.getGenericReturnType());
            }
        }
    }

    private void keeps(Object value, Type type) {
        String sent = JsonValues.write(values.write(value, type));
        Object read = values.read(JsonReader.read(sent), type);

        assertThat(read)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .ignoringCollectionOrder()
                .isEqualTo(value);
    }

    @Test
    void haveTheFormsOfTheirProtocol() {
        KeptForms forms = new KeptForms();
        ports().flatMap(ForwardedPort::methods).forEach(forms::add);

        forms.assertKept("calls");
    }

    /// Hubs of earlier builds know these names, and the code has better ones.
    @Test
    void sendsTheNamesThatOtherHubsKnow() {
        Object leased = new ArbitraryValues(1).of(Handoff.Leased.class);
        Object closed = new SendResult.WindowClosed(Instant.EPOCH);

        assertThat(JsonValues.write(values.write(leased, Handoff.Leased.class)))
                .contains("\"matter\":")
                .doesNotContain("\"details\":");
        assertThat(JsonValues.write(values.write(closed, SendResult.class)))
                .contains("\"is\":\"SendAgentMessages$Said$WindowClosed\"");
        assertThat(ports().flatMap(port -> port.methods().map(port::path)))
                .anyMatch(path -> path.endsWith("/RedriveDeliveries/mendAll"));
    }

    @TestFactory
    Stream<DynamicTest> knowsTheOwnerOfEachCall() {
        return ports().map(port ->
                DynamicTest.dynamicTest(
                        port.type().getSimpleName(), () -> assertThat(port.isComplete()).isTrue()));
    }

    private record Lists(List<String> some, Optional<String> maybe, int number, JsonValue json) {}

    @Test
    void hasEmptyValuesForWhatIsMissing() {
        assertThat(values.read(JsonReader.read("{\"json\":null}"), Lists.class))
                .isEqualTo(new Lists(List.of(), Optional.empty(), 0, JsonValue.NULL));
    }

    @Test
    void namesNoClassThatIsNotPermitted() {
        Type type = SendChannelMessage.Result.class;

        for (String name :
                Arrays.asList("java.lang.String", "SendUserMessage$Result$NotYours", "")) {
            assertThatThrownBy(
                            () -> values.read(JsonReader.read("{\"is\":\"" + name + "\"}"), type))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
