using Graph.Execution.Schema;
using GraphQLParser.AST;

namespace Graph.Execution.Documents;

/// <summary>What type a field has, by the names of its parent's type and its own.</summary>
internal sealed class FieldTypes
{
    private readonly Dictionary<(string Type, string Field), GraphQLFieldDefinition> _fields = [];

    public FieldTypes(SdlIndex sdl)
    {
        foreach (var (name, type) in sdl.Objects)
        {
            Add(name, type.Fields);
        }

        foreach (var (name, type) in sdl.Interfaces)
        {
            Add(name, type.Fields);
        }
    }

    /// <summary>Null for a field that the SDL does not have: introspection, or what validation will refuse.</summary>
    public GraphQLFieldDefinition? Find(string type, string field) => _fields.GetValueOrDefault((type, field));

    private void Add(string type, GraphQLFieldsDefinition? fields)
    {
        foreach (var field in fields?.Items ?? [])
        {
            _fields[(type, field.Name.StringValue)] = field;
        }
    }
}
