using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Graph.Execution.Plans;
using GraphQLParser;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>A document that has been parsed, with its definitions at hand.</summary>
internal sealed class PreparedDocument
{
    private readonly Dictionary<GraphQLOperationDefinition, OperationPlan> _plans = [];
    private byte[]? _hash;

    public PreparedDocument(GraphQLDocument ast)
    {
        Ast = ast;
        foreach (var definition in ast.Definitions)
        {
            switch (definition)
            {
                case GraphQLFragmentDefinition fragment:
                    FragmentDefinitions++;
                    Fragments.TryAdd(fragment.FragmentName.Name.Value, fragment);
                    break;
                case GraphQLOperationDefinition operation:
                    Operations.Add(operation);
                    break;
            }
        }
    }

    public GraphQLDocument Ast { get; }

    /// <summary>The SHA-256 of its text.</summary>
    public ReadOnlySpan<byte> Hash => _hash ??= SHA256.HashData(Encoding.UTF8.GetBytes(Ast.Source.Span.ToArray()));

    public List<GraphQLOperationDefinition> Operations { get; } = [];

    /// <summary>By name; of two with one name, which validation refuses, the first.</summary>
    public Dictionary<ROM, GraphQLFragmentDefinition> Fragments { get; } = [];

    public int FragmentDefinitions { get; }

    /// <summary>The operations that have been run, compiled.</summary>
    public ConcurrentDictionary<GraphQLOperationDefinition, CompiledOperation> Compiled { get; } =
        new(concurrencyLevel: 1, capacity: 1, ReferenceEqualityComparer.Instance);

    /// <summary>What is known of an operation once the document is known to be valid.</summary>
    public OperationPlan PlanOf(GraphQLOperationDefinition operation) => _plans[operation];

    /// <summary>Once for each operation, before the document is shared.</summary>
    public void Remember(GraphQLOperationDefinition operation, OperationPlan plan) => _plans.Add(operation, plan);
}
