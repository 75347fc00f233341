package io.loopscope.cpu;

import io.loopscope.failure.InvalidRequest;
import io.loopscope.http.ApiEnum;
import io.loopscope.placement.Placement;
import org.jspecify.annotations.Nullable;

/** A {@link CpuRequest} in JSON, with the defaults of one in a query. */
record CpuRequestBody(
    @Nullable Workload workload,
    @Nullable Integer units,
    @Nullable Placement on,
    @Nullable MatrixImplementation impl) {
  CpuRequest request() {
    if (workload == null) {
      throw InvalidRequest.missing("workload", ApiEnum.allowed(Workload.class));
    }
    return new CpuRequest(
        workload,
        units == null ? CpuRequest.DEFAULT_UNITS : units,
        on == null ? CpuRequest.DEFAULT_ON : on,
        impl,
        null);
  }
}
