namespace Graph.Execution.Binding;

/// <summary>Every binding of the graph, as the domains registered them. Filled at start, read-only afterwards.</summary>
internal sealed class TypeRegistry
{
    private readonly Dictionary<string, TypeBinding> _types = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    public IReadOnlyDictionary<string, TypeBinding> Types => _types;

    /// <summary>What could not be registered; the schema check lists these with its own.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public TypeBinding Bind(string type, Type clrType, string domain)
    {
        if (!_types.TryGetValue(type, out var binding))
        {
            binding = new TypeBinding(type, clrType);
            _types.Add(type, binding);
        }
        else if (binding.ClrType != clrType)
        {
            _problems.Add($"Domain {domain} binds type '{type}' to {clrType.Name}, but it is bound to {binding.ClrType.Name} already.");
        }

        return binding;
    }

    public void Add(TypeBinding type, FieldBinding field)
    {
        if (!type.Fields.TryAdd(field.Name, field))
        {
            _problems.Add($"Domain {field.Domain} binds '{type.Name}.{field.Name}', which domain {type.Fields[field.Name].Domain} has bound already.");
        }
    }
}
