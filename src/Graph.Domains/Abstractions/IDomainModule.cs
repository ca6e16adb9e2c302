namespace Graph.Domains.Abstractions;

/// <summary>One domain of the graph: a folder with its entities, its upstream client and its field bindings.</summary>
/// <remarks>Named once, in Program.cs: <c>graph.AddDomain&lt;ProductsDomain&gt;()</c>. Nothing is found by scanning.</remarks>
public interface IDomainModule
{
    /// <summary>The domain's name, e.g. <c>Products</c>: its section <c>Upstreams:Products</c> in configuration and, in lower case,
    /// its SDL file <c>schema/products.graphql</c>. One per domain.</summary>
    static abstract string Name { get; }

    /// <summary>Declares everything the domain means. Called once, at start; must not do I/O.</summary>
    static abstract void Register(IDomainBuilder domain);
}
