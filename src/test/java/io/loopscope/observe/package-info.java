/** Whether what the repository gives to operators (dashboards, alerts, runbooks) is true. */
package io.loopscope.observe;
