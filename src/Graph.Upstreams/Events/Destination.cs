namespace Graph.Upstreams.Events;

/// <param name="Url">The graph's events endpoint.</param>
/// <param name="Secret">What deliveries are signed with; null: nothing.</param>
/// <param name="Services">Whose events it is told, by name.</param>
internal sealed record Destination(Uri Url, string? Secret, IReadOnlyCollection<string> Services)
{
    public bool IsTold(string service) => Services.Contains(service, StringComparer.OrdinalIgnoreCase);
}
