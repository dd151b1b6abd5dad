package dev.switchboard.simulators;

import dev.switchboard.simulators.channel.ChannelSimulatorConfiguration;
import dev.switchboard.simulators.netomi.NetomiSimulatorConfiguration;
import dev.switchboard.simulators.page.DemoPageConfiguration;
import dev.switchboard.simulators.pbx.PbxSimulatorConfiguration;
import dev.switchboard.simulators.pega.PegaSimulatorConfiguration;
import dev.switchboard.simulators.salesforce.SalesforceSimulatorConfiguration;
import dev.switchboard.simulators.script.ScriptConfiguration;
import dev.switchboard.simulators.sessions.SessionsSimulatorConfiguration;
import dev.switchboard.simulators.yalo.YaloSimulatorConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// Mounts all simulators under `/sim`, and a customer's page and a wall board under `/demo/`, in
/// the Spring MVC application that imports it. Needs a `java.time.Clock` bean. That application
/// decides who may use the control API.
@Configuration(proxyBeanMethods = false)
@Import({
    ScriptConfiguration.class,
    ChannelSimulatorConfiguration.class,
    DemoPageConfiguration.class,
    NetomiSimulatorConfiguration.class,
    PbxSimulatorConfiguration.class,
    PegaSimulatorConfiguration.class,
    SalesforceSimulatorConfiguration.class,
    SessionsSimulatorConfiguration.class,
    YaloSimulatorConfiguration.class
})
public class SimulatorsConfiguration {}
