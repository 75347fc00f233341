package io.loopscope.cpu;

import io.loopscope.http.Limits;
import io.loopscope.placement.Orders;
import io.loopscope.placement.Portable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Takes orders for CPU work from another process. */
@Component
final class CpuOrders implements Orders {
  private final Limits limits;

  CpuOrders(Limits limits) {
    this.limits = limits;
  }

  @Override
  public Portable<?> read(JsonNode order) {
    CpuRequest request = CpuRequests.read(order);
    limits.units(request.units());
    return Picture.isOrderedBy(order) ? new Picture(request.units()) : request;
  }
}
