package dev.sluice.e2e.cloud.kubernetes;

import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1IngressClass;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscalerBehavior;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The kinds that may stand in `k8s/`. Those of KEDA 2.18 and of EKS Auto Mode are described here,
/// as far as they are used: whoever uses more adds it.
final class Kinds {
  static final Map<String, Class<?>> ACCEPTED =
      Map.ofEntries(
          Map.entry("v1/Namespace", V1Namespace.class),
          Map.entry("v1/ConfigMap", V1ConfigMap.class),
          Map.entry("v1/Service", V1Service.class),
          Map.entry("v1/ServiceAccount", V1ServiceAccount.class),
          Map.entry("apps/v1/Deployment", V1Deployment.class),
          Map.entry("batch/v1/CronJob", V1CronJob.class),
          Map.entry("policy/v1/PodDisruptionBudget", V1PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy.class),
          Map.entry("networking.k8s.io/v1/Ingress", V1Ingress.class),
          Map.entry("networking.k8s.io/v1/IngressClass", V1IngressClass.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class),
          Map.entry("keda.sh/v1alpha1/ScaledObject", ScaledObject.class),
          Map.entry("keda.sh/v1alpha1/TriggerAuthentication", TriggerAuthentication.class),
          Map.entry("eks.amazonaws.com/v1/IngressClassParams", IngressClassParams.class));

  private Kinds() {}

  record ScaledObject(
      String apiVersion, String kind, V1ObjectMeta metadata, ScaledObjectSpec spec) {}

  record ScaledObjectSpec(
      Target scaleTargetRef,
      Optional<Integer> pollingInterval,
      Optional<Integer> cooldownPeriod,
      Integer minReplicaCount,
      Integer maxReplicaCount,
      Optional<Fallback> fallback,
      Advanced advanced,
      List<Trigger> triggers) {}

  record Target(String name, String kind, String apiVersion) {}

  record Fallback(Integer failureThreshold, Integer replicas, Optional<String> behavior) {}

  record Advanced(
      AutoscalerConfig horizontalPodAutoscalerConfig,
      Optional<Boolean> restoreToOriginalReplicaCount) {}

  record AutoscalerConfig(String name, V2HorizontalPodAutoscalerBehavior behavior) {}

  record Trigger(
      String type,
      Optional<String> name,
      String metricType,
      Optional<Boolean> useCachedMetrics,
      Optional<AuthenticationRef> authenticationRef,
      Map<String, String> metadata) {}

  record AuthenticationRef(String name) {}

  record TriggerAuthentication(
      String apiVersion, String kind, V1ObjectMeta metadata, AuthenticationSpec spec) {}

  record AuthenticationSpec(PodIdentity podIdentity) {}

  record PodIdentity(String provider) {}

  record IngressClassParams(
      String apiVersion, String kind, V1ObjectMeta metadata, BalancerSpec spec) {}

  record BalancerSpec(
      String scheme, Group group, Optional<List<Attribute>> loadBalancerAttributes) {}

  record Group(String name) {}

  record Attribute(String key, String value) {}
}
