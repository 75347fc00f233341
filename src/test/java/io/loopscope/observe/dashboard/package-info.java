/** Makes the JSON of Grafana dashboards from the compact descriptions in {@code k8s/dashboards}. */
package io.loopscope.observe.dashboard;
