using Graph.Domains.Abstractions;

namespace Graph.Hosting;

/// <summary>A domain of this program.</summary>
internal sealed record DomainEntry(string Name, Action<IDomainBuilder> Register);
