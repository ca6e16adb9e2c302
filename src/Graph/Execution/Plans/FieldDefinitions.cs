using Graph.Execution.Binding;
using Graph.Execution.Schema;
using Graph.Execution.Values;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>Every field of every object type, made ready to be read, called and written. Built once, at start.</summary>
internal sealed class FieldDefinitions
{
    private readonly Dictionary<FieldCoordinate, FieldDefinition> _fields = [];
    private readonly Dictionary<string, Type> _clrTypes = new(StringComparer.Ordinal);
    private readonly SchemaModel _model;
    private readonly ISchema _schema;
    private readonly ValueWriters _writers;

    public FieldDefinitions(SchemaModel model, TypeRegistry registry, ISchema schema)
    {
        _model = model;
        _schema = schema;
        _writers = new ValueWriters(model.Index);
        foreach (var (name, type) in model.Index.Objects)
        {
            var binding = registry.Types[name];
            _clrTypes.Add(name, binding.ClrType);
            foreach (var field in type.Fields?.Items ?? [])
            {
                var coordinate = new FieldCoordinate(name, field.Name.StringValue);
                _fields.Add(coordinate, Define(coordinate, field, binding));
            }
        }
    }

    public FieldDefinition Of(string type, string field) => _fields[new FieldCoordinate(type, field)];

    public Type ClrTypeOf(string type) => _clrTypes[type];

    private FieldDefinition Define(FieldCoordinate coordinate, GraphQLFieldDefinition field, TypeBinding type)
    {
        var binding = type.Fields.GetValueOrDefault(coordinate.Field);
        var property = binding is null ? ClrProperties.Find(type.ClrType, coordinate.Field)! : null;
        var clrType = binding?.ResultType ?? property!.PropertyType;
        var named = SdlIndex.NamedType(field.Type);
        var writer = _model.Index.IsLeaf(named) ? _writers.Create(field.Type, clrType) : null;
        return new FieldDefinition(coordinate, named, field.Type is GraphQLNonNullType, _model.Access.Of(coordinate) is not null)
        {
            Binding = binding is ValueBinding ? null : binding,
            Reader = binding is ValueBinding value ? FieldReader.Of(value.Getter, writer)
                : property is null ? null : FieldReader.Of(property, type.ClrType, writer),
            Writer = writer,
            Shape = writer is null ? ObjectShape.Of(field.Type, clrType) : null,
            Defaults = DefaultsOf(coordinate),
        };
    }

    private FieldArguments DefaultsOf(FieldCoordinate coordinate)
    {
        var field = ((IObjectGraphType)_schema.AllTypes[coordinate.Type]!).Fields.Find(coordinate.Field)!;
        return new FieldArguments(ArgumentValues.Convert(ExecutionHelper.GetArguments(
            field.Arguments, astArguments: null, variables: null, document: null!, fieldOrFragmentSpread: null!, directive: null)));
    }
}
