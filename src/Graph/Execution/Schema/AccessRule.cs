using Graph.Domains.Abstractions;

namespace Graph.Execution.Schema;

/// <summary>What a field asks of its viewer: to be signed in, and to have every one of the roles.</summary>
internal sealed record AccessRule(IReadOnlyList<string> Roles)
{
    /// <returns>Null when the viewer may have the field.</returns>
    public Failure? Check(FieldCoordinate field, Viewer? viewer)
    {
        if (viewer is null)
        {
            return new Failure(ErrorCodes.Unauthenticated, $"'{field}' is for signed-in viewers{WithRoles()}: sign in.");
        }

        return Roles.FirstOrDefault(role => !viewer.Has(role)) is { } missing
            ? new Failure(ErrorCodes.Forbidden, $"'{field}' is for viewers with the role '{missing}'.")
            : null;
    }

    private string WithRoles() => Roles.Count == 0 ? "" : $" with the role {string.Join(" and ", Roles.Select(role => $"'{role}'"))}";
}
