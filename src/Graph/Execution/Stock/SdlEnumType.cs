using System.Collections.Concurrent;
using Graph.Execution.Schema;
using GraphQL.Types;

namespace Graph.Execution.Stock;

/// <summary>An enum of the SDL whose values come as their SDL names or as members of a CLR enum.</summary>
internal sealed class SdlEnumType : EnumerationGraphType
{
    private readonly ConcurrentDictionary<object, string> _names = new();

    public override object? Serialize(object? value) =>
        base.Serialize(value is Enum ? _names.GetOrAdd(value, static member => SdlEnumNames.Of(member.ToString()!)) : value);
}
