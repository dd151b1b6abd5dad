package dev.switchboard.bootstrap.e2e.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.bootstrap.e2e.live.Customer;
import dev.switchboard.bootstrap.e2e.live.LiveHub;
import java.util.ArrayList;
import java.util.List;

/// The console pages that one test has open, and the customers who write to their agents.
final class ConsolePages {

    private final List<ConsolePage> open = new ArrayList<>();
    private final List<Customer> customers = new ArrayList<>();

    /// Takes a tab that shows the console.
    ConsolePage shown(Tab tab) {
        ConsolePage page = new ConsolePage(tab);
        tab.resize(1440, 900);
        open.add(page);
        return page;
    }

    /// A customer who has said nothing.
    Customer customer(LiveHub hub) {
        Customer customer = Customer.at(hub);
        customers.add(customer);
        return customer;
    }

    /// A customer who has written this to the bot and wants an agent.
    Customer customer(LiveHub hub, String text) {
        Customer customer = customer(hub);
        assertThat(customer.ask(LiveHub.fresh("m"), text).status()).isIn(200, 202);
        customer.page().awaitAnswers("You said: " + text);
        assertThat(customer.wantsAgent().status()).isEqualTo(200);
        return customer;
    }

    /// Signs out of all pages, and closes those of customers.
    ///
    /// @return what was wrong in them
    List<String> leave() {
        List<String> wrong = new ArrayList<>();
        for (ConsolePage page : open) {
            wrong.addAll(page.tab().wrong());
            page.signOut();
        }
        open.clear();
        customers.forEach(Customer::close);
        customers.clear();
        return wrong;
    }
}
