package dev.switchboard.simulators.salesforce;

import dev.switchboard.simulators.script.Stage;
import dev.switchboard.simulators.script.Upstreams;
import java.time.Clock;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/// Simulates an organisation with its records, its chat and its agents.
@Configuration(proxyBeanMethods = false)
public class SalesforceSimulatorConfiguration {

    @Bean
    Rooms simulatedSalesforceRooms(Clock clock) {
        return new Rooms(clock);
    }

    /// Closes the long-lived streams, so that the server's shutdown does not wait for them.
    @Bean
    ApplicationListener<ContextClosedEvent> simulatedSalesforceEnd(Rooms rooms) {
        return _ -> rooms.streams().forEach(EventStream::close);
    }

    @Bean
    SalesforceScript simulatedSalesforceScript() {
        return new SalesforceScript();
    }

    @Bean
    OrgRecords simulatedSalesforceRecords(Clock clock) {
        return new OrgRecords(clock);
    }

    @Bean
    SalesforceController simulatedSalesforceController(
            Upstreams upstreams,
            SalesforceScript script,
            OrgRecords records,
            Rooms rooms,
            Stage stage) {
        return new SalesforceController(
                upstreams.salesforce().log(), script, records, rooms, stage);
    }

    @Bean
    SimulatedSalesforce simulatedSalesforce(
            Upstreams upstreams,
            SalesforceScript script,
            OrgRecords records,
            Rooms rooms,
            SalesforceController controller) {
        return new SimulatedSalesforce(upstreams.salesforce(), script, records, rooms, controller);
    }

    @Bean
    SalesforceControl simulatedSalesforceControl(SimulatedSalesforce salesforce) {
        return new SalesforceControl(salesforce);
    }

    @Bean
    AgentController simulatedSalesforceAgent(SimulatedSalesforce salesforce) {
        return new AgentController(salesforce);
    }
}
