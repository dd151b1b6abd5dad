package dev.switchboard.application.service.audit;

import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.LogIn;
import dev.switchboard.application.port.out.identity.Accounts;
import dev.switchboard.domain.InvalidValueException;
import dev.switchboard.domain.audit.Act;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;

/// Audits log-ins and failed attempts.
public final class AuditedLogIn implements LogIn {

    private static final String ACTION = "log_in";
    private static final String NOBODY = "unknown";

    private final LogIn logIn;
    private final Accounts accounts;
    private final KeepAudit audit;

    public AuditedLogIn(LogIn logIn, Accounts accounts, KeepAudit audit) {
        this.logIn = logIn;
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    public Result logIn(String username, Secret password) {
        Result result = logIn.logIn(username, password);
        switch (result) {
            case Result.Granted _ -> audit.record(Act.often(username, ACTION, username));
            case Result.Refused _ -> {
                String name = nameOf(username);
                audit.record(Act.refused(name, ACTION, name));
            }
        }
        return result;
    }

    /// People type passwords into name fields, so unknown names are not recorded. All of them count
    /// as one, because made-up names would crowd out the others.
    private String nameOf(String username) {
        return isKnown(username) ? username : NOBODY;
    }

    private boolean isKnown(String username) {
        try {
            return accounts.find(new Username(username)).isPresent();
        } catch (InvalidValueException _) {
            return false;
        }
    }
}
