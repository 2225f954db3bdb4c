/// Checks of `grafana/`: that dashboards are what Grafana can show, that they ask CloudWatch for
/// what is there, and that they send to sections that exist. Start at [DashboardsTest], which runs
/// every [Check]; [BrokenDashboardsTest] shows what each of them says.
@NullMarked
package dev.sluice.e2e.cloud.grafana;

import org.jspecify.annotations.NullMarked;
