package dev.switchboard.domain.channel;

import static dev.switchboard.domain.Refusals.assertRefused;
import static dev.switchboard.domain.channel.Channels.START;
import static dev.switchboard.domain.channel.Channels.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.InvalidValueException.Reason;
import dev.switchboard.domain.channel.ChannelStatus.Disabled;
import dev.switchboard.domain.channel.Verification.Probed;
import dev.switchboard.domain.json.JsonValue;
import dev.switchboard.domain.json.JsonValue.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private static final Metadata NOWHERE = Metadata.of(Map.of());

    private final Channel slack = Channels.slack();

    @Nested
    class WhenRegistered {
        @Test
        void isEnabledAndUnverifiedWithOneSecret() {
            assertThat(slack.enabled()).isTrue();
            assertThat(slack.verification()).isEqualTo(Verification.UNVERIFIED);
            assertThat(slack.secrets().all()).containsExactly(secret("s1"));
            assertThat(slack.version()).isEqualTo(1);
            assertThat(slack.revision()).isEqualTo(1);
        }

        @Test
        void hasAnAddress() {
            assertThat(slack.endpointIfValid())
                    .contains(EndpointUrl.parse("http://localhost:5001/incoming"));
        }

        @Test
        void isRefusedWithoutAnAddress() {
            assertRefused(
                    () ->
                            Channel.register(
                                    slack.id(), Channels.profileWith(NOWHERE), secret("s1"), START),
                    "endpoint_url",
                    Reason.MISSING);
        }
    }

    @Nested
    class WhenDescribedAnew {
        private final Channel verified = slack.withVerification(new Probed(List.of(), START));

        @Test
        void isItselfIfNothingChanged() {
            assertThat(slack.describe(Channels.profile())).isSameAs(slack);
        }

        @Test
        void countsAnEffectiveChange() {
            Channel changed = verified.describe(with("Updated", verified.profile().metadata()));

            assertThat(changed.version()).isEqualTo(2);
            assertThat(changed.revision()).isEqualTo(3);
            assertThat(changed.profile().description()).isEqualTo("Updated");
        }

        @Test
        void staysVerifiedAtTheSameAddress() {
            Metadata more = Channels.metadata(Map.of("team", new JsonString("T1")));

            assertThat(verified.describe(with("", more)).verification())
                    .isEqualTo(new Probed(List.of(), START));
        }

        @Test
        void mustBeVerifiedAgainAtAnotherAddress() {
            Metadata moved = Channels.metadata(Map.of("endpoint_url", new JsonString("http://b/")));

            assertThat(verified.describe(with("", moved)).verification())
                    .isEqualTo(Verification.UNVERIFIED);
        }

        @Test
        void cannotLoseItsAddress() {
            assertRefused(() -> slack.describe(with("", NOWHERE)), "endpoint_url", Reason.MISSING);
        }

        private ChannelProfile with(String description, Metadata metadata) {
            return new ChannelProfile(slack.profile().name(), description, metadata, List.of());
        }
    }

    @Nested
    class WhenMadeByHand {
        @Test
        void hasNoAddressIfItsOwnIsNoUrl() {
            JsonValue junk = new JsonString("not a url");
            Channel made = madeWith(Metadata.of(Map.of("endpoint_url", junk)));

            assertThat(made.endpointIfValid()).isEmpty();
            assertThat(madeWith(NOWHERE).endpointIfValid()).isEmpty();
        }

        @Test
        void isNamedWithoutAnAddress() {
            Metadata junk = Metadata.of(Map.of("endpoint_url", new JsonString("not a url")));
            for (Metadata metadata : List.of(NOWHERE, junk)) {
                Channel made = madeWith(metadata);

                Channel named = made.describe(new ChannelProfile("Named", "", metadata, List.of()));

                assertThat(named.profile().name()).isEqualTo("Named");
                assertThat(named.version()).isEqualTo(2);
            }
        }

        @Test
        void isMendedByADescriptionWithAnAddress() {
            Channel mended = madeWith(NOWHERE).describe(Channels.profile());

            assertThat(mended.endpointIfValid()).isPresent();
            assertThat(mended.version()).isEqualTo(2);
        }

        private Channel madeWith(Metadata metadata) {
            return new Channel(
                    slack.id(),
                    Channels.profileWith(metadata),
                    1,
                    ChannelStatus.ENABLED,
                    SigningSecrets.none(),
                    Verification.UNVERIFIED,
                    START,
                    1);
        }
    }

    @Nested
    class WhenOperated {
        @Test
        void isDisabledAndEnabledWithoutANewVersion() {
            Channel disabled = slack.withStatus(new Disabled("holidays"));

            assertThat(disabled.enabled()).isFalse();
            assertThat(disabled.version()).isEqualTo(1);
            assertThat(disabled.revision()).isEqualTo(2);
            assertThat(disabled.withStatus(ChannelStatus.ENABLED).enabled()).isTrue();
        }

        @Test
        void rotatesItsSecretWithoutANewVersion() {
            Channel rotated = slack.rotateSecret(secret("s2"), START, Duration.ofDays(1));

            assertThat(rotated.secrets().activeAt(START))
                    .extracting(SigningSecret::id)
                    .containsExactly("s2", "s1");
            assertThat(rotated.version()).isEqualTo(1);
            assertThat(rotated.revision()).isEqualTo(2);
        }
    }
}
