package dev.switchboard.application.fakes;

import dev.switchboard.application.port.out.session.ResumeTokens;
import dev.switchboard.application.port.out.session.ResumeTokensContract;

class FakeResumeTokensTest implements ResumeTokensContract {
    private final ResumeTokens resumeTokens = new FakeResumeTokens();

    @Override
    public ResumeTokens resumeTokens() {
        return resumeTokens;
    }
}
