package dev.switchboard.adapter.in.web.identity;

import dev.switchboard.adapter.in.web.error.ProblemCode;
import dev.switchboard.adapter.in.web.error.ProblemException;
import dev.switchboard.application.port.in.audit.KeepAudit;
import dev.switchboard.application.port.in.identity.ManageAccounts;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Client;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Identity;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Password;
import dev.switchboard.application.port.in.identity.ManageAccounts.Change.Roles;
import dev.switchboard.application.port.in.identity.ManageAccounts.Outcome;
import dev.switchboard.domain.identity.OrgIdentity;
import dev.switchboard.domain.identity.Role;
import dev.switchboard.domain.identity.Username;
import dev.switchboard.domain.secret.Secret;
import java.net.URI;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;

/// The local accounts, for admins. What they change is audited.
@RestController
final class AccountController implements AccountApi {

    private final ManageAccounts accounts;
    private final KeepAudit audit;

    AccountController(ManageAccounts accounts, KeepAudit audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    @Override
    public AccountList list() {
        return new AccountList(accounts.list().stream().map(AccountView::of).toList());
    }

    @Override
    public ResponseEntity<Void> create(byte @Nullable [] body, Principal caller) {
        NewAccount account = NewAccount.parse(body);
        refuseUnlessDone(
                accounts.create(
                        account.username(),
                        account.password(),
                        account.roles(),
                        account.identity()));
        String name = account.username().value();
        String granted = RoleNames.of(account.roles()) + of(account.identity());
        audit.record(caller.getName(), "account.create", name, granted);
        return ResponseEntity.created(URI.create("/v1/accounts/" + name)).build();
    }

    @Override
    public ResponseEntity<Void> changePassword(
            String username, byte @Nullable [] body, Principal caller) {
        Secret password = NewAccount.parsePassword(body);
        refuseUnlessDone(accounts.change(new Username(username), new Password(password)));
        audit.record(caller.getName(), "account.change_password", username, "");
        return ResponseEntity.noContent().build();
    }

    @Override
    public ResponseEntity<Void> changeRoles(
            String username, byte @Nullable [] body, Principal caller) {
        Set<Role> roles = NewAccount.parseRoles(body);
        refuseUnlessDone(accounts.change(new Username(username), new Roles(roles)));
        audit.record(caller.getName(), "account.change_roles", username, RoleNames.of(roles));
        return ResponseEntity.noContent().build();
    }

    @Override
    public ResponseEntity<Void> changeIdentity(
            String username, byte @Nullable [] body, Principal caller) {
        OrgIdentity identity = NewAccount.parseIdentity(body);
        refuseUnlessDone(accounts.change(new Username(username), new Identity(identity)));
        audit.record(caller.getName(), "account.change_identity", username, of(identity).strip());
        return ResponseEntity.noContent().build();
    }

    @Override
    public ResponseEntity<Void> changeClient(
            String username, byte @Nullable [] body, Principal caller) {
        String client = NewAccount.parseClient(body);
        refuseUnlessDone(accounts.change(new Username(username), new Client(client)));
        String given = client == null ? "" : client;
        audit.record(caller.getName(), "account.change_client", username, given);
        return ResponseEntity.noContent().build();
    }

    private static String of(@Nullable OrgIdentity identity) {
        return identity == null
                ? ""
                : " org %s user %d".formatted(identity.orgId(), identity.userId());
    }

    @Override
    public ResponseEntity<Void> remove(String username, Principal caller) {
        refuseUnlessDone(accounts.remove(new Username(username)));
        audit.record(caller.getName(), "account.remove", username, "");
        return ResponseEntity.noContent().build();
    }

    private static void refuseUnlessDone(Outcome outcome) {
        switch (outcome) {
            case DONE -> {}
            case EXISTS ->
                    throw new ProblemException(ProblemCode.CONFLICT, "The account exists already");
            case UNKNOWN -> throw new ProblemException(ProblemCode.NOT_FOUND, "Unknown account");
            case LAST_ADMIN ->
                    throw new ProblemException(ProblemCode.CONFLICT, "The last admin has to stay");
        }
    }
}
