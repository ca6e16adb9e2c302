using System.Collections.Concurrent;
using Graph.Domains.Abstractions;
using Graph.Execution.Documents;
using Graph.Execution.Results;
using Graph.Execution.Schema;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace Graph.Execution.Plans;

/// <summary>An operation of a valid document, compiled once: it takes a request's variables to what is to be run.</summary>
/// <remarks>A plan has no conditions in it: each set of values of the variables that <c>@skip</c> and <c>@include</c> ask has a plan of its own,
/// told by one bit each. Plans are kept up to a number of fields; beyond it they are compiled for each request.</remarks>
internal sealed class CompiledOperation
{
    /// <summary>The bits of a plan's key.</summary>
    private const int MostConditions = 128;

    private readonly ConcurrentDictionary<UInt128, SelectionPlan> _plans = new(concurrencyLevel: 1, capacity: 1);
    private readonly PreparedDocument _document;
    private readonly GraphQLOperationDefinition _operation;
    private readonly FieldDefinitions _definitions;
    private readonly SdlIndex _sdl;
    private readonly OperationUses _uses;
    private readonly VariablesPlan _variables;
    private readonly CostPlan _cost;
    private readonly LimitOptions _limits;
    private int _fieldsKept;

    public CompiledOperation(
        PreparedDocument document,
        GraphQLOperationDefinition operation,
        FieldDefinitions definitions,
        ISchema schema,
        CostPlanner costs,
        LimitOptions limits,
        SdlIndex sdl)
    {
        _document = document;
        _operation = operation;
        _definitions = definitions;
        _sdl = sdl;
        _limits = limits;
        _uses = new OperationUses(document, operation, schema);
        _variables = new VariablesPlan(document, operation, schema);
        _cost = costs.Plan(document, operation, _uses);
    }

    /// <summary>What a response of it took last: the next one is likely to be as long. A guess, which requests at once overwrite for each other.</summary>
    public int ExpectedLength { get; set; } = 1_024;

    /// <summary>Whether GraphQL.NET has a part in the answer.</summary>
    public bool HasIntrospection => _uses.HasIntrospection;

    /// <returns>What to run, or why the variables' values cannot be run with.</returns>
    public async ValueTask<(OperationInput? Input, IReadOnlyList<GraphError> Errors)> TakeAsync(OperationRequest request)
    {
        var inputs = _variables.Any ? new Inputs(JsonValues.ToDictionary(request.Variables)) : Inputs.Empty;
        var (values, errors) = await _variables.CoerceAsync(inputs);
        if (errors.Count > 0)
        {
            return (null, Refused(errors));
        }

        var arguments = _uses.Variable.Count == 0 ? [] : new Arguments[_uses.Variable.Count];
        errors = _uses.Errors.Count > 0 || _uses.Variable.Count > 0 ? Coerce(arguments, values) : [];
        if (errors.Count > 0)
        {
            return (null, Refused(errors));
        }

        var refused = _cost.Check(arguments);
        return refused.Count > 0 ? (null, refused) : (new OperationInput(PlanFor(values), arguments, inputs), []);
    }

    /// <summary>What an operation costs that <see cref="TakeAsync"/> has let pass.</summary>
    public long CostOf(OperationInput input) => _cost.Of(input.Arguments);

    private List<ValidationError> Coerce(Arguments[] arguments, Variables values)
    {
        var errors = new List<ValidationError>(_uses.Errors);
        for (var i = 0; i < arguments.Length; i++)
        {
            var (node, definitions) = _uses.Variable[i];
            try
            {
                arguments[i] = ArgumentValues.Convert(
                    ExecutionHelper.GetArguments(definitions, node.Arguments, values, _document.Ast, node, directive: null));
            }
            catch (ValidationError error)
            {
                errors.Add(error);
            }
        }

        return errors;
    }

    private SelectionPlan PlanFor(Variables values)
    {
        var conditions = _uses.Conditions;
        var truths = conditions.Count == 0 ? [] : new bool[conditions.Count];
        UInt128 key = 0;
        for (var i = 0; i < truths.Length; i++)
        {
            truths[i] = values.Find(conditions[i])?.Value is true;
            key |= truths[i] && i < MostConditions ? UInt128.One << i : 0;
        }

        return truths.Length <= MostConditions && _plans.TryGetValue(key, out var known) ? known : Compile(truths, key);
    }

    private SelectionPlan Compile(bool[] truths, UInt128 key)
    {
        var compiler = new PlanCompiler(_document, _uses, new Conditions(_uses.Conditions, truths), _definitions, _sdl);
        var plan = compiler.Compile(_operation);
        var isKept = truths.Length <= MostConditions && (_plans.IsEmpty || Volatile.Read(ref _fieldsKept) + compiler.Size <= _limits.PlanFields);
        if (isKept && _plans.TryAdd(key, plan))
        {
            Interlocked.Add(ref _fieldsKept, compiler.Size);
        }

        PlanTelemetry.Compiled(isKept);
        return plan;
    }

    private IReadOnlyList<GraphError> Refused(IReadOnlyList<ValidationError> errors) =>
        ErrorList.Capped([.. errors.Select(InputErrors.Of)], _limits.Errors);
}
