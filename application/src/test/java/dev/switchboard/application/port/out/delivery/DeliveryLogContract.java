package dev.switchboard.application.port.out.delivery;

/// Everything a [DeliveryLog] promises.
public interface DeliveryLogContract extends DeliveryQueryContract, DeliveryStatisticsContract {}
