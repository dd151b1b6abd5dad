package dev.switchboard.simulators.script;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The steps that the next requests meet, one each; after the last, all goes as without a script.
final class Script {

    private final Deque<Step> steps = new ArrayDeque<>();
    private int headUsed;

    synchronized void replaceBy(List<Step> next) {
        steps.clear();
        steps.addAll(next);
        headUsed = 0;
    }

    synchronized Turn next() {
        Step step = steps.peek();
        if (step == null) {
            return new Turn(Step.UNSCRIPTED, true);
        }
        headUsed++;
        if (headUsed >= step.repeat()) {
            steps.remove();
            headUsed = 0;
        }
        Step following = steps.peek();
        return new Turn(step, following == null || !following.reversesCallback());
    }
}
