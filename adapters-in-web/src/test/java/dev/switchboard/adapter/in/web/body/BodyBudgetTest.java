package dev.switchboard.adapter.in.web.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.switchboard.adapter.in.web.body.BodyBudget.Share;
import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyBudgetTest {

    private static final long MEBIBYTE = 1024 * 1024;
    private static final long ALL = 32 * MEBIBYTE;

    private final SimpleMeterRegistry figures = new SimpleMeterRegistry();
    private final BodyBudget budget = new BodyBudget(8 * ALL, figures);

    @Test
    void holdsAnEighthOfTheHeap() {
        Share first = share("10.0.0.1");
        first.take(ALL);

        refused(() -> share("10.0.0.2").take(1), ProblemCode.OVERLOADED);
        first.close();
        share("10.0.0.2").take(ALL);

        assertThat(shed("memory")).isEqualTo(1);
        assertThat(figures.get("switchboard.requests.bodies").gauge().value()).isEqualTo(ALL);
    }

    @Test
    void keepsHalfOfItForCallersWithProof() {
        stranger("10.0.0.1").take(ALL / 2);

        refused(() -> stranger("10.0.0.2").take(1), ProblemCode.OVERLOADED);
        share("10.0.0.2").take(ALL / 2);
    }

    @Test
    void letsNoNetworkHaveAllThatStrangersMay() {
        Share slow = stranger("10.0.0.1");
        slow.beginWaiting();
        slow.take(ALL / 16 - BodyBudget.UNFINISHED_COST);

        refused(() -> slow.take(1), ProblemCode.TOO_MANY_REQUESTS);
        stranger("10.0.0.2").take(ALL / 4);

        assertThat(shed("network")).isEqualTo(1);
    }

    @Test
    void countsUnfinishedRequestsOfAnIpv6CustomerTogether() {
        List<Share> begun = new ArrayList<>();
        for (int i = 0; i < BodyBudget.UNFINISHED_PER_NETWORK; i++) {
            Share share = stranger("2001:db8:0:1::" + Integer.toHexString(i));
            share.beginWaiting();
            begun.add(share);
        }

        Share oneMore = stranger("2001:db8:0:1:ffff::1");
        refused(oneMore::beginWaiting, ProblemCode.TOO_MANY_REQUESTS);
        oneMore.close();
        stranger("2001:db8:0:2::1").beginWaiting();
        begun.getFirst().endWaiting();
        stranger("2001:db8:0:1:ffff::1").beginWaiting();
    }

    @Test
    void remembersNoNetworkThatHasNothingUnfinished() {
        Share finished = stranger("10.0.0.1");
        finished.beginWaiting();
        finished.beginWaiting();
        finished.endWaiting();
        Share broken = stranger("10.0.0.2");
        broken.beginWaiting();
        broken.close();
        broken.close();

        assertThat(budget.networks()).isZero();
        finished.close();
        assertThat(budget.held()).isZero();
    }

    @Test
    void countsNoUnfinishedRequestsOfCallersWithProof() {
        for (int i = 0; i < 2 * BodyBudget.UNFINISHED_PER_NETWORK; i++) {
            share("10.0.0.1").beginWaiting();
        }

        assertThat(budget.networks()).isZero();
    }

    @Test
    void takesOneFileAtATimeIfItIsLarge() {
        Share file = share("10.0.0.1");
        file.countAsFile(64 * MEBIBYTE);

        refused(() -> share("10.0.0.1").countAsFile(MEBIBYTE), ProblemCode.OVERLOADED);
        share("10.0.0.1").take(8 * MEBIBYTE);
        file.close();
        share("10.0.0.1").countAsFile(MEBIBYTE);
    }

    private Share share(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        return budget.new Share(request);
    }

    private Share stranger(String address) {
        Share share = share(address);
        share.countForStrangers();
        return share;
    }

    private double shed(String why) {
        return figures.get("switchboard.requests.shed").tag("why", why).counter().count();
    }

    private static void refused(ThrowingCallable call, ProblemCode code) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refusal -> {
                    assertThat(refusal.problem().code()).isEqualTo(code);
                    assertThat(refusal.problem().headers()).containsKey("Retry-After");
                });
    }
}
