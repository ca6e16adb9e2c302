namespace Graph.Invalidation;

/// <summary>The last record that carried a glob.</summary>
/// <param name="Pattern">The glob.</param>
/// <param name="At">The record's mark.</param>
/// <param name="ForgottenAt">The last after which older versions may be read again.</param>
/// <param name="Unplaced">How many of its records are applied and have no place in the log yet (R5).</param>
internal sealed record GlobSlot(string Pattern, Mark At, Mark ForgottenAt, int Unplaced)
{
    public GlobSlot Killed(Mark at, bool forget) => this with
    {
        At = Slot.Later(At, at),
        ForgottenAt = forget ? Slot.Later(ForgottenAt, at) : ForgottenAt,
        Unplaced = Unplaced + (at.Position == Position.Endless ? 1 : 0),
    };

    public GlobSlot Placed(Position position) => Unplaced switch
    {
        0 => this,
        1 => this with { Unplaced = 0, At = Slot.PlacedAt(At, position), ForgottenAt = Slot.PlacedAt(ForgottenAt, position) },
        _ => this with { Unplaced = Unplaced - 1 },
    };
}
